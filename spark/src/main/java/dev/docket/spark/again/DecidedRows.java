package dev.docket.spark.again;

import dev.docket.service.replay.Tallied;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What was made of each decision, as rows of a table of its own. */
final class DecidedRows {
    private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType, false);

    static final StructType SCHEMA = DataTypes.createStructType(new StructField[] {
        DataTypes.createStructField("place", DataTypes.LongType, false),
        DataTypes.createStructField("decision_id", DataTypes.StringType, false),
        DataTypes.createStructField("kind", DataTypes.StringType, false),
        DataTypes.createStructField("reason", DataTypes.StringType, true),
        DataTypes.createStructField("extent", DataTypes.StringType, true),
        DataTypes.createStructField("causes", TEXTS, true),
        DataTypes.createStructField("flip_causes", TEXTS, true),
        DataTypes.createStructField("fields", TEXTS, true),
        DataTypes.createStructField("disposition", DataTypes.StringType, true),
        DataTypes.createStructField("came", TEXTS, true),
        DataTypes.createStructField("gone", TEXTS, true),
    });

    private DecidedRows() {}

    static Row of(Decided decided) {
        long place = decided.place();
        String id = decided.decisionId();
        return switch (decided.tallied()) {
            case Tallied.Same same ->
                RowFactory.create(place, id, "SAME", null, null, null, null, null, null, null, null);
            case Tallied.NotReplayed not ->
                RowFactory.create(
                        place, id, "NOT_REPLAYED", not.reason().name(), null, null, null, null, null, null, null);
            case Tallied.Changed changed ->
                RowFactory.create(
                        place,
                        id,
                        "CHANGED",
                        null,
                        changed.extent().name(),
                        names(changed.causes()),
                        names(changed.flipCauses()),
                        changed.fields().toArray(),
                        changed.disposition(),
                        changed.came().toArray(),
                        changed.gone().toArray());
        };
    }

    private static Object[] names(List<? extends Enum<?>> words) {
        return words.stream().map(Enum::name).toArray();
    }
}
