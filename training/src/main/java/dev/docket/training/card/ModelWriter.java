package dev.docket.training.card;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import dev.docket.priority.ModelFolder;
import dev.docket.priority.ModelJson;
import dev.docket.priority.ModelManifest;
import dev.docket.priority.loss.LossDocument;
import dev.docket.priority.loss.LossModel;
import dev.docket.priority.loss.ReferenceSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto;
import org.tribuo.protos.core.ModelProto;

/**
 * Writes a model version: the files first, the manifest after them, and {@code current} last, so that a reader never
 * sees half a model as the current one.
 */
public final class ModelWriter {
    private static final String NO_TIME = "1970-01-01T00:00:00Z";

    private final Path folder;

    /** @param folder of all versions */
    public ModelWriter(Path folder) {
        this.folder = folder;
    }

    /** The card, for reading as text and in a browser. */
    public record Cards(String markdown, String html) {}

    /** @return the folder of the version */
    public Path write(
            LossDocument document, LinearSGDModel weights, ReferenceSnapshot reference, Cards cards, String provenance)
            throws IOException {
        Path version = folder.resolve(document.version());
        Files.createDirectories(version);
        Files.deleteIfExists(version.resolve(ModelManifest.FILE));
        Files.writeString(version.resolve(ModelFolder.DOCUMENT), ModelJson.write(document));
        Files.write(version.resolve(ModelFolder.WEIGHTS), timeless(weights));
        Files.write(version.resolve(ReferenceSnapshot.FILE), reference.toBytes());
        Files.writeString(version.resolve(ModelFolder.CARD), cards.markdown());
        Files.writeString(version.resolve(ModelFolder.PAGE), cards.html());
        Files.writeString(version.resolve("provenance.json"), provenance);
        Files.writeString(version.resolve(ModelManifest.FILE), ModelManifest.of(version, LossModel.FILES));
        return version;
    }

    /** Names a version in {@code current}. */
    public void makeCurrent(String version) throws IOException {
        Files.writeString(folder.resolve(ModelFolder.CURRENT), version + "\n");
    }

    /** Tribuo's own format with every time in its provenance set to 1970: the same training gives the same bytes. */
    private static byte[] timeless(LinearSGDModel weights) throws IOException {
        ModelProto model = weights.serialize();
        var content = model.getSerializedData().unpack(ClassificationLinearSGDProto.class).toBuilder();
        content.getMetadataBuilder().getProvenanceBuilder().getSmpBuilderList().stream()
                .filter(part -> part.getProvenanceClassName().endsWith("DateTimeProvenance"))
                .forEach(part -> part.setValue(NO_TIME));
        Any timeless = model.getSerializedData().toBuilder()
                .setValue(ByteString.copyFrom(bytes(content.build())))
                .build();
        return bytes(model.toBuilder().setSerializedData(timeless).build());
    }

    private static byte[] bytes(Message message) throws IOException {
        var bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.useDeterministicSerialization();
        message.writeTo(out);
        out.flush();
        return bytes.toByteArray();
    }
}
