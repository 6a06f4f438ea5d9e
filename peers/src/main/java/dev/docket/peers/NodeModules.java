package dev.docket.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The engines for Node, from npm's registry, in the versions of {@code package.json}. */
final class NodeModules {
    static final Path FOLDER = Path.of("peers", "node");

    private NodeModules() {}

    /** Why they cannot be had here; empty if they can. Installs them when they are not there yet. */
    static String missing() throws IOException, InterruptedException {
        if (!runs(List.of("node", "--version"), Path.of("."))) {
            return "there is no node on the path";
        }
        if (Files.isDirectory(FOLDER.resolve("node_modules"))) {
            return "";
        }
        return runs(
                        List.of("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"),
                        FOLDER)
                ? ""
                : "'npm install' in " + FOLDER + " failed: is npm installed, and its registry within reach?";
    }

    private static boolean runs(List<String> command, Path folder) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(new File(folder.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(5, TimeUnit.MINUTES)) {
                return process.exitValue() == 0;
            }
            process.destroy();
            return false;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
