package dev.docket.training.mapping.source;

import java.math.BigDecimal;

/** What a CSV column holds. Timestamps without an offset are read as UTC. */
enum ColumnType {
    TEXT {
        @Override
        Object parse(String cell) {
            return cell;
        }
    },
    DECIMAL {
        @Override
        Object parse(String cell) {
            return new BigDecimal(cell);
        }
    },
    DATE {
        @Override
        Object parse(String cell) {
            return Days.date(cell);
        }
    },
    TIMESTAMP {
        @Override
        Object parse(String cell) {
            return Days.timestamp(cell);
        }
    };

    /**
     * @throws NumberFormatException if it is not a number
     * @throws java.time.format.DateTimeParseException if it is not a date or a timestamp
     */
    abstract Object parse(String cell);
}
