package dev.docket.service.backup;

/** Hears how far a backup or its restoration is. */
public interface BackupProgress {
    /**
     * A step begins.
     *
     * @param step in words, such as "verifying the copy"
     */
    void begins(String step);

    /** One more file was copied. */
    void copied();

    /** So many records of the copy were verified. */
    void verified(long records);
}
