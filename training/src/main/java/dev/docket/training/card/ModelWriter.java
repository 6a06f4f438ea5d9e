package dev.docket.training.card;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import dev.docket.priority.ModelFolder;
import dev.docket.priority.ModelJson;
import dev.docket.priority.loss.LossDocument;
import dev.docket.priority.loss.ModelVersions;
import dev.docket.priority.reference.ReferenceSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto;
import org.tribuo.protos.core.ModelProto;

/** Writes what was trained as a version. */
public final class ModelWriter {
    private static final String NO_TIME = "1970-01-01T00:00:00Z";

    private final ModelVersions versions;

    public ModelWriter(ModelVersions versions) {
        this.versions = versions;
    }

    /** The card, for reading as text and in a browser. */
    public record Cards(String markdown, String html) {}

    /** @return the folder of the version */
    public Path write(
            LossDocument document, LinearSGDModel weights, ReferenceSnapshot reference, Cards cards, String provenance)
            throws IOException {
        SortedMap<String, byte[]> all = new TreeMap<>();
        all.put(ModelFolder.DOCUMENT, utf8(ModelJson.write(document)));
        all.put(ModelFolder.WEIGHTS, timeless(weights));
        all.put(ReferenceSnapshot.FILE, reference.toBytes());
        all.put(ModelFolder.CARD, utf8(cards.markdown()));
        all.put(ModelFolder.PAGE, utf8(cards.html()));
        all.put("provenance.json", utf8(provenance));
        return versions.write(document.version(), all);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
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
