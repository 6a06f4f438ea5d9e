package dev.docket.priority;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.Optional;
import java.util.Set;
import org.tribuo.Model;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.protos.core.ModelProto;

/**
 * Reads {@code model.pb}, which is untrusted. Tribuo resolves each class that such a file names and lets it read the
 * rest, native code included, so every name is held against a list before Tribuo sees the file.
 */
public final class WeightsFile {
    private static final int LARGEST_BYTES = 16 << 20;
    private static final int DEEPEST = 64;

    /** All classes of which a linear model and its history are made; none of them runs foreign code. */
    private static final Set<String> KNOWN = Set.of(
            "com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl",
            "com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance",
            "com.oracle.labs.mlrg.olcut.provenance.primitives.DateTimeProvenance",
            "com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance",
            "com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance",
            "com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance",
            "com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance",
            // Names itself in the history of a model and is never loaded here.
            "dev.docket.training.learn.PriorRidge",
            "org.tribuo.CategoricalIDInfo",
            "org.tribuo.DataSource",
            "org.tribuo.ImmutableFeatureMap",
            "org.tribuo.MutableDataset",
            "org.tribuo.RealIDInfo",
            "org.tribuo.classification.ImmutableLabelInfo",
            "org.tribuo.classification.LabelFactory",
            "org.tribuo.classification.LabelFactory$LabelFactoryProvenance",
            "org.tribuo.classification.sgd.linear.LinearSGDModel",
            "org.tribuo.classification.sgd.linear.LinearSGDTrainer",
            "org.tribuo.classification.sgd.objectives.LogMulticlass",
            "org.tribuo.math.LinearParameters",
            "org.tribuo.math.la.DenseMatrix",
            "org.tribuo.math.optimisers.AdaGrad",
            "org.tribuo.math.optimisers.ParameterAveraging",
            "org.tribuo.math.util.ExpNormalizer",
            "org.tribuo.provenance.DatasetProvenance",
            "org.tribuo.provenance.ModelProvenance",
            "org.tribuo.provenance.SimpleDataSourceProvenance",
            "org.tribuo.provenance.impl.TrainerProvenanceImpl");

    private WeightsFile() {}

    /** @throws IllegalArgumentException if the file is damaged, names an unknown class or holds unusable weights */
    public static LinearSGDModel read(byte[] file) {
        if (file.length > LARGEST_BYTES) {
            throw new IllegalArgumentException("it has %s bytes, more than any linear model".formatted(file.length));
        }
        try {
            requireKnownNames(UnknownFieldSet.parseFrom(file), 0);
            if (!(Model.deserialize(ModelProto.parseFrom(file)) instanceof LinearSGDModel linear)) {
                throw new IllegalArgumentException("it is no linear model");
            }
            requireFinite(linear.getWeightsCopy());
            return linear;
        } catch (InvalidProtocolBufferException damaged) {
            throw new IllegalArgumentException("it is damaged: " + damaged.getMessage(), damaged);
        }
    }

    // Without the schema a field may be a text or a message: each is looked at as both, so no name is missed.
    private static void requireKnownNames(UnknownFieldSet message, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("its messages are nested too deep");
        }
        for (UnknownFieldSet.Field field : message.asMap().values()) {
            for (ByteString value : field.getLengthDelimitedList()) {
                String text = value.toStringUtf8();
                if (mayNameClass(text) && !KNOWN.contains(text)) {
                    throw new IllegalArgumentException("it names the class " + text);
                }
                message(value).ifPresent(nested -> requireKnownNames(nested, depth + 1));
            }
        }
    }

    private static Optional<UnknownFieldSet> message(ByteString value) {
        try {
            return Optional.of(UnknownFieldSet.parseFrom(value));
        } catch (InvalidProtocolBufferException text) {
            return Optional.empty();
        }
    }

    /** Whether it has the form of a class in a package, or of an array of such. */
    private static boolean mayNameClass(String text) {
        return text.indexOf('.') > 0
                && text.charAt(0) != '.'
                && !Character.isDigit(text.charAt(0))
                && text.codePoints()
                        .allMatch(point ->
                                Character.isJavaIdentifierPart(point) || point == '.' || point == '[' || point == ';');
    }

    private static void requireFinite(DenseMatrix weights) {
        for (int row = 0; row < weights.getDimension1Size(); row++) {
            for (int column = 0; column < weights.getDimension2Size(); column++) {
                if (!Double.isFinite(weights.get(row, column))) {
                    throw new IllegalArgumentException(
                            "the weight in row %s, column %s is not a finite number".formatted(row, column));
                }
            }
        }
    }
}
