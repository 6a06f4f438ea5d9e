package dev.docket.api.load;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/** What waits, of several callers who take turns: however much one has waiting, the others are next as often. Thread-safe. */
final class Turns<T> {
    private final Map<String, Queue<T>> waiting = new LinkedHashMap<>();

    synchronized void add(String caller, T work) {
        waiting.computeIfAbsent(caller, first -> new ArrayDeque<>()).add(work);
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
}
