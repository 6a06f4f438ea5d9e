package dev.docket.offline;

import dev.docket.cli.terminal.Progress;
import dev.docket.cli.terminal.Screen;
import dev.docket.training.Reporting;
import org.jspecify.annotations.Nullable;

/** Reports the steps of a training run and its progress. */
final class TrainingProgress implements Reporting {
    private final Screen screen;
    private @Nullable Progress learning;

    TrainingProgress(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void say(String line) {
        screen.line(line);
    }

    @Override
    public void learning(int parts) {
        learning = new Progress(screen, "models learned", parts);
    }

    @Override
    public void learned() {
        if (learning != null) {
            learning.advance();
        }
    }
}
