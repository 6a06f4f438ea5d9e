package dev.docket.api.load;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Work of several callers who take turns: however much one has waiting, the others are next as often. Work is on its way from when it
 * is added until it is {@link #done}. Thread-safe.
 */
final class Turns<T> {
    private final Map<String, Queue<T>> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> onTheirWay = new HashMap<>();
    private int total;

    synchronized void add(String caller, T work) {
        waiting.computeIfAbsent(caller, first -> new ArrayDeque<>()).add(work);
        onTheirWay.merge(caller, 1, Integer::sum);
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
        int its = onTheirWay.getOrDefault(caller, 0);
        int callers = onTheirWay.size() + (its == 0 ? 1 : 0);
        return total < places || (total < 2 * places && its < Math.max(1, places / callers));
    }

    /** The oldest of the caller whose turn it is. @throws java.util.NoSuchElementException when nothing waits */
    synchronized T next() {
        Iterator<Map.Entry<String, Queue<T>>> turns = waiting.entrySet().iterator();
        Map.Entry<String, Queue<T>> turn = turns.next();
        Queue<T> its = turn.getValue();
        T next = its.remove();
        turns.remove();
        if (!its.isEmpty()) {
            waiting.put(turn.getKey(), its);
        }
        return next;
    }

    /** A piece of work of a caller is done. */
    synchronized void done(String caller) {
        if (onTheirWay.containsKey(caller)) {
            onTheirWay.computeIfPresent(caller, (its, count) -> count == 1 ? null : count - 1);
            total--;
        }
    }

    /** Whether nothing is on its way. */
    synchronized boolean isEmpty() {
        return total == 0;
    }
}
