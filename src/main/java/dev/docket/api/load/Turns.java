package dev.docket.api.load;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/** What waits, of several callers who take turns: however much one has waiting, the others are next as often. Thread-safe. */
final class Turns<T> {
    private final Map<String, Queue<T>> waiting = new LinkedHashMap<>();
    private int total;

    synchronized void add(String caller, T work) {
        waiting.computeIfAbsent(caller, first -> new ArrayDeque<>()).add(work);
        total++;
    }

    /** Adds it, if there is room for it. */
    synchronized boolean offer(String caller, T work, int places) {
        boolean hasRoom = hasRoom(caller, places);
        if (hasRoom) {
            add(caller, work);
        }
        return hasRoom;
    }

    /**
     * Whether a place is free, or others have taken what would be this caller's share of them. For shares there are as many places
     * again and no more: else a thousand callers, each with its share of what it found, would have seven times as many waiting.
     */
    synchronized boolean hasRoom(String caller, int places) {
        Queue<T> its = waiting.get(caller);
        int callers = waiting.size() + (its == null ? 1 : 0);
        return total < places || (total < 2 * places && (its == null ? 0 : its.size()) < Math.max(1, places / callers));
    }

    /** The oldest of the caller whose turn it is. @throws java.util.NoSuchElementException when nothing waits */
    synchronized T next() {
        Iterator<Map.Entry<String, Queue<T>>> turns = waiting.entrySet().iterator();
        Map.Entry<String, Queue<T>> turn = turns.next();
        Queue<T> its = turn.getValue();
        T next = its.remove();
        total--;
        turns.remove();
        if (!its.isEmpty()) {
            waiting.put(turn.getKey(), its);
        }
        return next;
    }

    synchronized boolean isEmpty() {
        return total == 0;
    }
}
