package dev.docket.api.answer;

import dev.docket.service.decide.AnswerBody;

/** What is still to be sent of an answer, piece by piece. One thread at a time asks for pieces. */
interface Rest {
    /** The next piece, which may be empty. */
    byte[] next();

    /** Whether there is no further piece. */
    boolean isDone();

    static Rest of(AnswerBody.Pieces pieces) {
        return new Rest() {
            @Override
            public byte[] next() {
                return pieces.next();
            }

            @Override
            public boolean isDone() {
                return pieces.isDone();
            }
        };
    }

    /** A piece, and what comes after it. */
    static Rest of(byte[] first, Rest others) {
        return new Rest() {
            private boolean isBegun;

            @Override
            public byte[] next() {
                if (isBegun) {
                    return others.next();
                }
                isBegun = true;
                return first;
            }

            @Override
            public boolean isDone() {
                return isBegun && others.isDone();
            }
        };
    }

    /** A single piece. */
    static Rest of(byte[] all) {
        return of(all, NOTHING);
    }

    /** No piece at all. */
    Rest NOTHING = new Rest() {
        @Override
        public byte[] next() {
            return new byte[0];
        }

        @Override
        public boolean isDone() {
            return true;
        }
    };
}
