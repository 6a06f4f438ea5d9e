package dev.docket.stream;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Records that are decided one after the other, because they have one key. One thread at a time has it. */
final class Lane {
    private final TopicPartition partition;
    private final Deque<ConsumerRecord<byte[], byte @Nullable []>> records = new ArrayDeque<>();

    private Lane(TopicPartition partition) {
        this.partition = partition;
    }

    private record Key(TopicPartition partition, ByteBuffer key) {}

    /** Records of one key share a lane; each without a key has its own. */
    static Collection<Lane> of(Iterable<ConsumerRecord<byte[], byte @Nullable []>> records) {
        Map<Object, Lane> lanes = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte @Nullable []> record : records) {
            RecordPlace place = RecordPlace.of(record);
            byte[] key = record.key();
            Object name = key == null ? place : new Key(place.ofTopic(), ByteBuffer.wrap(key));
            lanes.computeIfAbsent(name, any -> new Lane(place.ofTopic()))
                    .records
                    .add(record);
        }
        return lanes.values();
    }

    TopicPartition partition() {
        return partition;
    }

    /** The record that is to be decided now; null after the last. */
    @Nullable
    ConsumerRecord<byte[], byte @Nullable []> head() {
        return records.peek();
    }

    /** It is settled. */
    void next() {
        records.remove();
    }
}
