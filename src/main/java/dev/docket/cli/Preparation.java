package dev.docket.cli;

import dev.docket.service.CheckReadiness;
import java.io.IOException;

/** Makes what the service decides with, once its port is open. */
public interface Preparation {
    /**
     * Compiles the rules, opens the journal and begins what runs beside requests. What it throws ends the service.
     *
     * @throws IOException if a folder cannot be watched
     */
    CheckReadiness prepare() throws IOException;
}
