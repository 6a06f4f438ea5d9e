package dev.docket.stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Where a record is in Kafka. */
record RecordPlace(String topic, int partition, long offset) {
    static RecordPlace of(ConsumerRecord<?, ?> record) {
        return new RecordPlace(record.topic(), record.partition(), record.offset());
    }

    TopicPartition ofTopic() {
        return new TopicPartition(topic, partition);
    }

    /** In one word; no topic has a slash. */
    String text() {
        return topic + "/" + partition + "/" + offset;
    }
}
