package dev.docket.service.evidence;

import dev.docket.fixture.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** What the script of the console's pages says of a row of an evidence pack, in a real browser. */
record BrowserVerdict(Browser browser) implements AutoCloseable {
    private static final Path SCRIPT = Path.of("src/main/resources/dev/docket/console/shell/verify.js");

    /** @param folder where the page is put that runs the script */
    static BrowserVerdict in(Path folder) throws Exception {
        Path page = folder.resolve("verdict.html");
        Files.writeString(page, "<!doctype html><meta charset=utf-8><script>" + Files.readString(SCRIPT) + "</script>");
        Browser browser = Browser.start(folder);
        browser.open(page.toUri());
        return new BrowserVerdict(browser);
    }

    /** Of evidence put together as a page has it: the row as it is, note and key as texts. */
    boolean isVerified(byte[] row, byte[] note, byte[] key) throws IOException {
        return browser.run("""
                        const [row, note, key] = [...arguments].map(one => new TextDecoder().decode(
                          Uint8Array.from(atob(one), sign => sign.charCodeAt(0))));
                        const evidence = '{"record":' + row + ',"checkpoint":' + JSON.stringify(note) + ',"key":' + JSON.stringify(key) + '}';
                        return docketVerify.verify(evidence.replaceAll('<', '\\\\u003c'), crypto.subtle).then(found => found.verdict);
                        """, text(row), text(note), text(key)).asText().equals("verified");
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void close() {
        browser.close();
    }
}
