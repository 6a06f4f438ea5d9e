package dev.docket.priority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.MutableDataset;
import org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto;
import org.tribuo.math.protos.DenseTensorProto;
import org.tribuo.math.protos.LinearParametersProto;
import org.tribuo.math.protos.ParametersProto;
import org.tribuo.math.protos.TensorProto;
import org.tribuo.protos.core.ModelProto;

/** Somebody writes the weights of a model by hand. */
class WeightsFileTest {
    private static final Path TRAINED = Path.of("src/test/resources/sample-loss-model/model.pb");

    @ParameterizedTest
    @CsvSource({"65536, 65536", "1073741824, 4", "2, 3", "-2, -2"})
    void a_file_that_states_another_number_of_weights_than_it_has_is_refused_before_room_is_made(int rows, int columns)
            throws IOException {
        DenseTensorProto none = DenseTensorProto.newBuilder()
                .addDimensions(rows)
                .addDimensions(columns)
                .build();

        // Out of memory looks like any other failure once it has come through Tribuo: what counts is who refuses it.
        assertThatThrownBy(() -> WeightsFile.read(with(none)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it has 0 weights, and states another number");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, -1e7})
    void a_weight_that_no_model_has_is_refused(double weight) throws IOException {
        DenseTensorProto trained = weights(linear(trained()));
        int count = trained.getValues().size() / Double.BYTES;
        ByteBuffer values = ByteBuffer.allocate(trained.getValues().size()).order(ByteOrder.LITTLE_ENDIAN);
        IntStream.range(0, count).forEach(i -> values.putDouble(i == count - 1 ? weight : 0));
        DenseTensorProto odd = trained.toBuilder()
                .setValues(ByteString.copyFrom(values.array()))
                .build();

        assertThatThrownBy(() -> WeightsFile.read(with(odd)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the weight in row");
    }

    @Test
    void another_known_class_in_place_of_the_model_is_refused_unread() throws IOException {
        byte[] file = trained().toBuilder()
                .setClassName(MutableDataset.class.getName())
                .build()
                .toByteArray();

        assertThatThrownBy(() -> WeightsFile.read(file)).hasMessageContaining("in place of a LinearSGDModel");
    }

    @Test
    void the_same_weights_in_the_same_places_are_read() throws IOException {
        DenseTensorProto trained = weights(linear(trained()));

        assertThat(WeightsFile.read(with(trained)).getWeightsCopy().getDimension1Size())
                .isEqualTo(trained.getDimensions(0));
    }

    private static ModelProto trained() throws IOException {
        return ModelProto.parseFrom(Files.readAllBytes(TRAINED));
    }

    private static ClassificationLinearSGDProto linear(ModelProto model) throws InvalidProtocolBufferException {
        return model.getSerializedData().unpack(ClassificationLinearSGDProto.class);
    }

    private static TensorProto tensor(ClassificationLinearSGDProto linear) throws InvalidProtocolBufferException {
        return linear.getParams()
                .getSerializedData()
                .unpack(LinearParametersProto.class)
                .getWeightMatrix();
    }

    private static DenseTensorProto weights(ClassificationLinearSGDProto linear) throws InvalidProtocolBufferException {
        return tensor(linear).getSerializedData().unpack(DenseTensorProto.class);
    }

    /** The trained model with other weights. */
    private static byte[] with(DenseTensorProto weights) throws IOException {
        ModelProto model = trained();
        ClassificationLinearSGDProto linear = linear(model);
        TensorProto tensor =
                tensor(linear).toBuilder().setSerializedData(Any.pack(weights)).build();
        ParametersProto parameters = linear.getParams().toBuilder()
                .setSerializedData(Any.pack(LinearParametersProto.newBuilder()
                        .setWeightMatrix(tensor)
                        .build()))
                .build();
        return model.toBuilder()
                .setSerializedData(
                        Any.pack(linear.toBuilder().setParams(parameters).build()))
                .build()
                .toByteArray();
    }
}
