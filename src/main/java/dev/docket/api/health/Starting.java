package dev.docket.api.health;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the service still makes what it decides with. The port is open meanwhile: whoever supervises the process learns that it
 * lives, and callers learn that they should come back.
 */
@Singleton
public final class Starting {
    private static final String NOT_STARTED = check("started", "DOWN", "");
    private static final String NOT_READY =
            check("decisions", "DOWN", ",\"data\":{\"because\":\"The service is starting.\"}");

    private volatile boolean isOver;

    /**
     * An answer about health, in the form that the checks themselves have later.
     *
     * @param json the body
     */
    public record Answer(int status, String json) {
        private static Answer of(boolean isUp, String checks) {
            return new Answer(
                    isUp ? 200 : 503, "{\"status\":\"%s\",\"checks\":[%s]}".formatted(isUp ? "UP" : "DOWN", checks));
        }
    }

    /** Whether it goes on. */
    public boolean isOn() {
        return !isOver;
    }

    /** Everything is made; from now on requests are let in. */
    public void over() {
        isOver = true;
    }

    /** @param operationId as the contract names it; only health is answered while the service starts */
    public static Optional<Answer> answer(@Nullable String operationId) {
        return Optional.ofNullable(
                switch (String.valueOf(operationId)) {
                    case "checkLiveness" -> Answer.of(true, "");
                    case "checkStarted" -> Answer.of(false, NOT_STARTED);
                    case "checkReadiness" -> Answer.of(false, NOT_READY);
                    case "checkHealth" -> Answer.of(false, NOT_READY + "," + NOT_STARTED);
                    default -> null;
                });
    }

    private static String check(String name, String status, String data) {
        return "{\"name\":\"%s\",\"status\":\"%s\"%s}".formatted(name, status, data);
    }
}
