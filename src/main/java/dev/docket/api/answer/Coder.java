package dev.docket.api.answer;

import java.io.IOException;
import java.io.OutputStream;

/** What compresses. */
interface Coder {
    /** Compresses what is written; closing it writes the end and frees its memory. Closing twice has no further effect. */
    OutputStream over(OutputStream out) throws IOException;
}
