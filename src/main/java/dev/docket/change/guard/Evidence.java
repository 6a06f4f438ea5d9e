package dev.docket.change.guard;

/** What was counted for one limit, and how to bet on where the truth is. */
sealed interface Evidence {
    /** Wins if the limit is exceeded. */
    Bets over(double limit);

    /** Wins if the limit is kept. */
    Bets under(double limit);

    /** How often each value of the bets was seen. */
    long[] seen();

    /** The least that the truth may be, as limits are. */
    double least();

    /** The greatest. */
    double most();

    /** Between what the truth is with a probability of 1 - {@code alpha}, at all times together. */
    default Interval interval(double alpha) {
        double enough = StrictMath.log(2 / alpha);
        return new Interval(boundary(enough, true), boundary(enough, false));
    }

    private double boundary(double enough, boolean isLower) {
        double low = least();
        double high = most();
        for (int i = 0; i < 40; i++) {
            double middle = (low + high) / 2;
            boolean isTooLow = isLower
                    ? over(middle).logWealth(seen()) >= enough
                    : under(middle).logWealth(seen()) < enough;
            low = isTooLow ? middle : low;
            high = isTooLow ? high : middle;
        }
        return (low + high) / 2;
    }

    /** As limits are. */
    record Interval(double from, double to) {}

    /** How many more there are with the candidate than with the base, as a share of the base's. */
    record More(Counts.Paired counts) implements Evidence {
        @Override
        public Bets over(double limit) {
            return new Bets(-limit, 1, -(1 + limit));
        }

        @Override
        public Bets under(double limit) {
            return new Bets(limit, -1, 1 + limit);
        }

        @Override
        public long[] seen() {
            return new long[] {counts.both(), counts.candidateOnly(), counts.baseOnly()};
        }

        @Override
        public double least() {
            return -0.999;
        }

        @Override
        public double most() {
            return 10;
        }
    }

    /** A share of all. */
    record Part(Counts.Share counts) implements Evidence {
        @Override
        public Bets over(double limit) {
            return new Bets(1 - limit, -limit);
        }

        @Override
        public Bets under(double limit) {
            return new Bets(limit - 1, limit);
        }

        @Override
        public long[] seen() {
            return new long[] {counts.some(), counts.all() - counts.some()};
        }

        @Override
        public double least() {
            return 1e-6;
        }

        @Override
        public double most() {
            return 1 - 1e-6;
        }
    }
}
