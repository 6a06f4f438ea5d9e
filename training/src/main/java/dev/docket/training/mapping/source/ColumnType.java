package dev.docket.training.mapping.source;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

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
            return LocalDate.parse(cell);
        }
    },
    TIMESTAMP {
        @Override
        Object parse(String cell) {
            return LocalDateTime.parse(cell).toInstant(ZoneOffset.UTC);
        }
    };

    /**
     * @throws NumberFormatException if it is not a number
     * @throws java.time.format.DateTimeParseException if it is not a date or a timestamp
     */
    abstract Object parse(String cell);
}
