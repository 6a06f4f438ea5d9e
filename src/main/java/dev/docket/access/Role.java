package dev.docket.access;

/** What somebody is there for. A caller may have several roles; {@link Permissions} says what each may do. */
public enum Role {
    /** A system that has orders decided and reports what became of them. */
    DECIDE("has orders decided, and reports what became of them"),
    /** An analyst who writes policy: tries, reads and replays, and records nothing. */
    AUTHOR("writes policy: tries, reads and replays"),
    /** Somebody who approves changes of policy, and sees what that takes. */
    APPROVE("approves changes of policy, and sees what that takes"),
    /** An auditor: reads, exports and proves everything, and changes nothing. */
    AUDIT("reads, exports and proves everything, and changes nothing"),
    /** Whoever runs the service: activates bundles and watches it. Sees no orders. */
    OPERATE("runs the service: activates bundles, reads metrics; sees no orders"),
    /** Somebody who works on orders that wait, and records what was recommended, or what a review left to a person. */
    HANDLE("works on orders that wait for a person, and does what was recommended"),
    /** The same, and may do something else than was recommended, and give work to others. */
    OVERRIDE(
            "works on orders that wait for a person, gives them to others, and may do something else than was recommended");

    private final String meaning;

    Role(String meaning) {
        this.meaning = meaning;
    }

    /** In a few words, for people who give it to somebody. */
    public String meaning() {
        return meaning;
    }
}
