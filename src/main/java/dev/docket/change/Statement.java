package dev.docket.change;

/**
 * What an approver signs: exactly one submission of one change, and what they saw.
 *
 * @param submission the hash of the record that submitted it, which no other journal has
 * @param by the approver's subject
 */
public record Statement(String changeId, String base, String candidate, String dossier, String submission, String by) {
    /** The signed text: one line each. */
    public String text() {
        return """
                docket/approval/v1
                change %s
                base %s
                candidate %s
                dossier %s
                submission %s
                by %s
                """.formatted(changeId, base, candidate, dossier, submission, by);
    }
}
