package dev.docket.spark.table;

/** A folder holds no export that can be used, or cannot take one. The message says what to do. */
public final class NoExportException extends RuntimeException {
    public NoExportException(String message) {
        super(message);
    }
}
