package dev.docket.service.backup;

/** There is no backup, or nothing was restored. The message says why, and what to do. */
public final class BackupException extends RuntimeException {
    BackupException(String message) {
        super(message);
    }

    /** @param cause says already why, and what to do */
    BackupException(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
