package dev.docket.yaml;

/** Collects what is wrong with a YAML file, so that its author sees everything at once. */
public interface YamlProblems {
    /** What kind of problem it is; who gives meaning to a file may have kinds of their own. */
    interface Kind {}

    /** The kinds that reading alone finds. */
    enum Mistake implements Kind {
        /** The file is not YAML. */
        SYNTAX,
        /** A value is missing, unknown or of the wrong kind. */
        CONTENT,
        /** A value is larger than allowed. */
        LIMIT
    }

    /** @param line from 1 */
    void add(int line, Kind kind, String message);
}
