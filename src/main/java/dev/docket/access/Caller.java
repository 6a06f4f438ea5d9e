package dev.docket.access;

import java.util.Set;

/** Somebody who calls, as far as the service could make sure of it. */
public sealed interface Caller {
    /** As records, logs and answers name the caller: with the credential, and on one line. */
    String label();

    /** What the caller may do. */
    Set<Role> roles();

    /** Nobody in particular: authentication is off, and all who reach the service are trusted alike. */
    record Anonymous() implements Caller {
        @Override
        public String label() {
            return Sender.ANONYMOUS;
        }

        @Override
        public Set<Role> roles() {
            return Set.of(Role.values());
        }
    }

    /** Somebody in particular: approvals, limits and records depend on who it is. */
    sealed interface Named extends Caller {
        /** Who it is, whichever credential was used: the same person or system has the same text, nobody else has it. */
        String subject();
    }

    /**
     * A system with an API key.
     *
     * @param name the key's name, which its successors have, too
     * @param keyId which of the keys with this name
     */
    record KeyHolder(String name, String keyId, Set<Role> roles) implements Named {
        public KeyHolder {
            roles = Set.copyOf(roles);
        }

        @Override
        public String label() {
            return subject() + "/" + keyId;
        }

        @Override
        public String subject() {
            return "key:" + name;
        }
    }

    /**
     * A person or system that an identity provider vouches for.
     *
     * @param id what the provider never gives to anybody else (the claim {@code sub}), visible ASCII
     * @param name for people to read; may change, and two may have the same
     */
    record User(String id, String name, Set<Role> roles) implements Named {
        private static final int LONGEST_ID = 255;
        private static final int LONGEST_NAME = 64;

        /** @throws IllegalArgumentException if the id is not 1 to 255 visible characters of ASCII */
        public User {
            if (!isId(id)) {
                throw new IllegalArgumentException("a subject is 1 to 255 visible characters of ASCII");
            }
            // No slash, so that a label can be taken apart again, and nothing that a header cannot have.
            String plain = name.replaceAll("[^A-Za-z0-9@._+-]", "_");
            name = plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
            roles = Set.copyOf(roles);
        }

        /** Whether a text can be an id. */
        public static boolean isId(String text) {
            return !text.isEmpty()
                    && text.length() <= LONGEST_ID
                    && text.chars().allMatch(unit -> unit > ' ' && unit < 0x7f);
        }

        @Override
        public String label() {
            return "user:" + name + "/" + id;
        }

        @Override
        public String subject() {
            return "user:" + id;
        }
    }
}
