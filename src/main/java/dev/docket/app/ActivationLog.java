package dev.docket.app;

import dev.docket.service.bundle.Activation;
import org.jboss.logging.Logger;

/** Says in the log what became of each candidate. */
final class ActivationLog {
    private static final Logger LOG = Logger.getLogger(ActivationLog.class);

    private ActivationLog() {}

    static void write(Activation activation) {
        switch (activation) {
            case Activation.Activated activated -> {
                LOG.infof(
                        "bundle %s %s (%s) is active; %s",
                        activated.bundle().name(),
                        activated.bundle().version(),
                        activated.bundle().digest(),
                        activated.cases() == 0 ? "no cases were run" : activated.cases() + " cases hold");
                if (activated.warning() != null) {
                    warn(activated.warning());
                }
            }
            case Activation.Unchanged unchanged ->
                LOG.debugf("bundle %s is active already", unchanged.bundle().digest());
            case Activation.Refused refused -> {
                LOG.errorf(
                        "the new bundle is refused, the active one goes on: %d problems",
                        refused.problems().size());
                refused.problems().forEach(problem -> LOG.error(problem.toString()));
            }
        }
    }

    static void warn(String warning) {
        LOG.warn(warning);
    }
}
