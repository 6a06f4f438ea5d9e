package dev.docket.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Which addresses a host has now, and which of them events may be sent to. */
final class Addresses {
    private final Resolver resolver;

    /** Asks for the addresses of a host. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** Events may not be sent there. */
    static final class ForbiddenAddressException extends Exception {
        ForbiddenAddressException(String message) {
            super(message);
        }
    }

    Addresses(Resolver resolver) {
        this.resolver = resolver;
    }

    /**
     * The addresses of a receiver. One that is not allowed forbids all: whoever answers for the name may choose the order.
     *
     * @throws UnknownHostException if there are none
     * @throws ForbiddenAddressException if one of them is not allowed
     */
    List<InetAddress> of(Receiver receiver) throws UnknownHostException, ForbiddenAddressException {
        List<InetAddress> found = Arrays.asList(resolver.resolve(receiver.host()));
        for (InetAddress address : found) {
            String shown = address.getHostAddress();
            switch (AddressKind.of(address)) {
                case NEVER ->
                    throw new ForbiddenAddressException(
                            "the host has the address " + shown
                                    + ", to which nothing is sent: it is link-local, multicast, reserved or of a cloud's metadata");
                case PRIVATE -> {
                    if (!receiver.mayBePrivate()) {
                        throw new ForbiddenAddressException("the host has the private address " + shown
                                + ". Set allow-private: true if that is where it should be");
                    }
                }
                case PUBLIC -> {
                    if (!receiver.isTls()) {
                        throw new ForbiddenAddressException(
                                "the host has the public address " + shown + ", to which nothing is sent without TLS");
                    }
                }
            }
        }
        return found;
    }
}
