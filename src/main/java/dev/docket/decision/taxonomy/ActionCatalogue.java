package dev.docket.decision.taxonomy;

import java.util.SortedMap;

/**
 * The action types of a bundle.
 *
 * @param actions by type
 */
public record ActionCatalogue(SortedMap<String, Definition> actions) {
    /**
     * One action type.
     *
     * @param actionClass what kind of intervention it is
     * @param disposition the least strict disposition of an order with this action standing
     * @param sentence what to do, for people
     */
    public record Definition(String type, ActionClass actionClass, Disposition disposition, String sentence) {}

    /** The definition of a type. @throws IllegalArgumentException if there is none */
    public Definition of(String type) {
        Definition definition = actions.get(type);
        if (definition == null) {
            throw new IllegalArgumentException("unknown action type " + type);
        }
        return definition;
    }
}
