package dev.docket.priority;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.Optional;
import java.util.Set;
import org.tribuo.Model;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.protos.DenseTensorProto;
import org.tribuo.math.protos.LinearParametersProto;
import org.tribuo.math.protos.ParametersProto;
import org.tribuo.math.protos.TensorProto;
import org.tribuo.protos.core.ModelProto;

/**
 * Reads {@code model.pb}, which is untrusted. Tribuo resolves each class that such a file names and lets it read the
 * rest, native code included, so every name is held against a list before Tribuo sees the file.
 */
public final class WeightsFile {
    private static final int LARGEST_BYTES = 16 << 20;
    private static final int DEEPEST = 64;
    /** Sums of such weights stay finite for every order. */
    private static final double LARGEST_WEIGHT = 1e6;

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
            ModelProto model = ModelProto.parseFrom(file);
            requireAllWeights(model);
            if (!(Model.deserialize(model) instanceof LinearSGDModel linear)) {
                throw new IllegalArgumentException("it is no linear model");
            }
            requireUsable(linear.getWeightsCopy());
            return linear;
        } catch (IllegalArgumentException refused) {
            throw refused;
        } catch (InvalidProtocolBufferException | RuntimeException damaged) {
            // Tribuo does not expect it, and stumbles in one way or another.
            throw new IllegalArgumentException("it is damaged: " + damaged.getMessage(), damaged);
        }
    }

    /** Tribuo makes room for as many weights as the file states, and takes 65,536 times 65,536 for zero. */
    private static void requireAllWeights(ModelProto model) throws InvalidProtocolBufferException {
        requireClass(LinearSGDModel.class, model.getClassName());
        ParametersProto parameters = model.getSerializedData()
                .unpack(ClassificationLinearSGDProto.class)
                .getParams();
        requireClass(LinearParameters.class, parameters.getClassName());
        TensorProto tensor = parameters
                .getSerializedData()
                .unpack(LinearParametersProto.class)
                .getWeightMatrix();
        requireClass(DenseMatrix.class, tensor.getClassName());
        DenseTensorProto weights = tensor.getSerializedData().unpack(DenseTensorProto.class);
        int given = weights.getValues().size() / Double.BYTES;
        if (weights.getDimensionsCount() != 2 || (long) weights.getDimensions(0) * weights.getDimensions(1) != given) {
            throw new IllegalArgumentException("it has %s weights, and states another number".formatted(given));
        }
    }

    private static void requireClass(Class<?> wanted, String named) {
        if (!named.equals(wanted.getName())) {
            throw new IllegalArgumentException("it has a %s in place of a %s".formatted(named, wanted.getSimpleName()));
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

    private static void requireUsable(DenseMatrix weights) {
        for (int row = 0; row < weights.getDimension1Size(); row++) {
            for (int column = 0; column < weights.getDimension2Size(); column++) {
                double weight = weights.get(row, column);
                if (!Double.isFinite(weight)) {
                    throw new IllegalArgumentException(
                            "the weight in row %s, column %s is not a finite number".formatted(row, column));
                }
                if (Math.abs(weight) > LARGEST_WEIGHT) {
                    throw new IllegalArgumentException("the weight in row %s, column %s (%s) is larger than any model's"
                            .formatted(row, column, weight));
                }
            }
        }
    }
}
