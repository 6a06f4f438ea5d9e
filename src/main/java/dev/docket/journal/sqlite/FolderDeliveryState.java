package dev.docket.journal.sqlite;

import dev.docket.journal.DeliveryState;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A file for each document, in the data folder of a journal that only one service writes: that one sends. */
public final class FolderDeliveryState implements DeliveryState {
    private final FolderFollowers files;

    public FolderDeliveryState(Path folder) {
        files = new FolderFollowers(folder);
    }

    @Override
    public boolean isMine(String receiver) {
        return true;
    }

    @Override
    public Optional<byte[]> read(String name) {
        return files.read(name);
    }

    @Override
    public void write(String receiver, String name, byte[] document) {
        files.write(name, document);
    }

    @Override
    public synchronized void change(String name, UnaryOperator<Optional<byte[]>> change) {
        change.apply(files.read(name)).ifPresent(document -> files.write(name, document));
    }

    @Override
    public void close() {}
}
