package dev.docket.training;

/** Where training says what it does; a lambda that takes the lines will do. */
@FunctionalInterface
public interface Reporting {
    /** A step is done. */
    void say(String line);

    /** Learning begins, in so many parts that take about equally long. */
    default void learning(int parts) {}

    /** One more part is learned. */
    default void learned() {}
}
