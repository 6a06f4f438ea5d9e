package dev.docket.training;

/** Where training reports its progress; a lambda that takes the lines is enough. */
@FunctionalInterface
public interface Reporting {
    /** A step is done. */
    void say(String line);

    /** Learning begins, in so many parts that take about equally long. */
    default void learning(int parts) {}

    /** One more part is learned. */
    default void learned() {}
}
