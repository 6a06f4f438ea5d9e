package dev.docket.bundle.signature;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.decision.BundleProblem;
import dev.docket.storage.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** A key pair that signs bundles. Never reveals the private key. */
public final class SigningKey {
    private final KeyPair pair;

    private SigningKey(KeyPair pair) {
        this.pair = pair;
    }

    /** Reads a private key, PKCS#8 as PEM. @throws BundleException if it cannot be read */
    public static SigningKey read(Path file) {
        try {
            return new SigningKey(pairOf(Keys.privateKey(Files.readString(file), file.toString())));
        } catch (IOException unreadable) {
            throw problem(file, "the key cannot be read: " + unreadable);
        }
    }

    /**
     * Generates a pair: the private key in a file only its owner may read, the public key next to it as {@code .pub.pem}.
     *
     * @throws BundleException if a file already exists or cannot be written
     */
    public static SigningKey generate(Path privateFile) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(Keys.ALGORITHM).generateKeyPair();
            write(publicFile(privateFile), Keys.pem(pair.getPublic()), "rw-r--r--");
            write(privateFile, Keys.pem(pair.getPrivate()), "rw-------");
            return new SigningKey(pair);
        } catch (IOException unwritable) {
            throw problem(privateFile, "the key cannot be written: " + unwritable);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has Ed25519", impossible);
        }
    }

    /** The file that holds the public key of a pair. */
    public static Path publicFile(Path privateFile) {
        String name = privateFile.getFileName().toString();
        return privateFile.resolveSibling(
                (name.endsWith(".pem") ? name.substring(0, name.length() - 4) : name) + ".pub.pem");
    }

    private static void write(Path file, String pem, String permissions) throws IOException {
        boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
        Files.createFile(file, attributes);
        Files.writeString(file, pem, StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
    }

    // A PKCS#8 file lacks the public key. The generator derives both keys from 32 random bytes, which are the private
    // key.
    private static KeyPair pairOf(PrivateKey key) {
        byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(Keys.ALGORITHM);
            generator.initialize(255, new Seed(seed));
            KeyPair pair = generator.generateKeyPair();
            if (!Arrays.equals(
                    seed, ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow())) {
                throw new IllegalStateException("this Java platform derives Ed25519 keys differently");
            }
            return pair;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has Ed25519", impossible);
        }
    }

    private static final class Seed extends SecureRandom {
        private final transient byte[] bytes;

        Seed(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] into) {
            System.arraycopy(bytes, 0, into, 0, into.length);
        }
    }

    /** The id of the public key. */
    public String id() {
        return Keys.id(pair.getPublic());
    }

    /** The public key, base64 of its X.509 encoding. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    /** The signature over a text, base64. */
    public String sign(String text) {
        try {
            Signature signature = Signature.getInstance(Keys.ALGORITHM);
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has Ed25519", impossible);
        }
    }

    /**
     * Signs a bundle and writes the signature next to its manifest.
     *
     * @throws BundleException if it was not written by {@code bundle build}, or was changed since
     */
    public SignedStatement sign(BundleFolder folder, String author, Instant effectiveFrom) {
        BundleContent content = BundleContent.read(folder);
        Path root = folder.root();
        if (root == null || content.writtenManifest() == null) {
            throw problem(folder.rules(), "only a bundle written by './docket bundle build' can be signed");
        }
        if (!content.isAsBuilt() || !content.cases().changes().isEmpty()) {
            throw problem(root, new SignatureState.Tampered(content.changes()).sentence());
        }
        SignedStatement statement = SignedStatement.sign(
                content.manifest().digest(), content.cases().manifest().digest(), author, effectiveFrom, pair);
        try {
            DurableFiles.write(
                    root.resolve(BundleFolder.SIGNATURE), statement.text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            throw problem(root, "the signature cannot be written: " + unwritable);
        }
        return statement;
    }

    private static BundleException problem(Path file, String message) {
        return new BundleException(new BundleProblem(file.toString(), 0, BundleProblem.SIGNATURE, message));
    }
}
