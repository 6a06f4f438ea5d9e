package dev.docket.api.load;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Lets requests in, or refuses them before any work is done. Safe for use by any number of threads. */
public final class Admission {
    private final Map<Work, Bound> requests = new EnumMap<>(Work.class);
    private final Bound bytes;
    private final Bound answers;

    /**
     * Lets as many requests of each kind in as {@link Work} says.
     *
     * @param mostBytes how many bytes of request bodies may be in memory at a time
     * @param mostAnswerBytes how many bytes answers that wait for their readers may hold
     */
    public Admission(long mostBytes, long mostAnswerBytes) {
        for (Work work : Work.values()) {
            requests.put(work, new Bound(work.most(), work.mostOfOneCaller()));
        }
        bytes = new Bound(mostBytes, mostBytes / 2);
        answers = new Bound(mostAnswerBytes, mostAnswerBytes / 2);
    }

    /** The room that one request takes; given back once. */
    public final class Place {
        private final Work work;
        private final String caller;
        private final long size;
        private long held;
        private boolean isTaken = true;

        private Place(Work work, String caller, long size) {
            this.work = work;
            this.caller = caller;
            this.size = size;
        }

        /**
         * Takes room for an answer, too, until the place is left. One that is larger than a caller's share takes the whole share.
         *
         * @return false when there is none
         */
        public synchronized boolean holds(long answerBytes) {
            long room = Math.min(answerBytes, answers.mostOfOneCaller);
            boolean hasRoom = isTaken && answers.take(caller, room);
            held += hasRoom ? room : 0;
            return hasRoom;
        }

        public synchronized void leave() {
            if (isTaken) {
                isTaken = false;
                of(work).giveBack(caller, 1);
                bytes.giveBack(caller, size);
                answers.giveBack(caller, held);
            }
        }
    }

    /**
     * Takes room for a request.
     *
     * @param size how many bytes its body may have
     * @return empty when there is none
     */
    public Optional<Place> enter(Work work, String caller, long size) {
        if (!of(work).take(caller, 1)) {
            return Optional.empty();
        }
        if (!bytes.take(caller, size)) {
            of(work).giveBack(caller, 1);
            return Optional.empty();
        }
        return Optional.of(new Place(work, caller, size));
    }

    private Bound of(Work work) {
        return Objects.requireNonNull(requests.get(work), "every kind of work has a bound");
    }

    /** So much at a time, and only a part of it for one caller. */
    private static final class Bound {
        private final long most;
        private final long mostOfOneCaller;
        private final Map<String, Long> taken = new HashMap<>();
        private long total;

        Bound(long most, long mostOfOneCaller) {
            this.most = most;
            this.mostOfOneCaller = mostOfOneCaller;
        }

        synchronized boolean take(String caller, long amount) {
            long its = taken.getOrDefault(caller, 0L) + amount;
            if (total + amount > most || its > mostOfOneCaller) {
                return false;
            }
            total += amount;
            if (its > 0) {
                taken.put(caller, its);
            }
            return true;
        }

        synchronized void giveBack(String caller, long amount) {
            total -= amount;
            taken.computeIfPresent(caller, (name, its) -> its > amount ? its - amount : null);
        }
    }
}
