package dev.docket.decision;

import java.util.List;

/** A recommendation with everything that explains it. A pure function of snapshot and bundle. */
public record Decision(
        Recommendation recommendation, List<NotedException> exceptions, Priority priority, DecisionTrace trace) {}
