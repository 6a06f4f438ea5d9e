package dev.docket.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * What an address is good for. Only what is known to be public is: of IPv6, the part from which the world's addresses are given out,
 * without those that lead to IPv4 or mean nothing.
 */
enum AddressKind {
    /** Anywhere in the world. */
    PUBLIC,
    /** This machine, or a network of one's own. */
    PRIVATE,
    /** Nobody's: neighbours without a router, where clouds keep their metadata; many at once; none; ways around these rules. */
    NEVER;

    /** Where clouds keep metadata and credentials, outside the link-local ranges. */
    private static final List<InetAddress> METADATA =
            List.of(literal("100.100.100.200"), literal("192.0.0.192"), literal("168.63.129.16"));

    private static final List<Network> OWN = networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8");

    private static final List<Network> NOT_PUBLIC = networks(
            "0.0.0.0/8",
            "100.64.0.0/10",
            "169.254.0.0/16",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    private static final List<Network> OWN_6 = networks("::1/128", "fc00::/7");
    private static final List<Network> GIVEN_OUT_6 = networks("2000::/3");
    private static final List<Network> NOT_PUBLIC_6 = networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");
    /** Of Amazon, Oracle and Google, in networks of one's own. */
    private static final List<Network> METADATA_6 = networks("fd00:ec2::/32", "fd00:c1::/32", "fd20:ce::/32");

    static AddressKind of(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> of(four);
            case Inet6Address six -> of(six);
            default -> NEVER;
        };
    }

    private static AddressKind of(Inet4Address address) {
        if (METADATA.contains(address) || isIn(NOT_PUBLIC, address)) {
            return NEVER;
        }
        return isIn(OWN, address) ? PRIVATE : PUBLIC;
    }

    // One that stands for an address of IPv4 (::ffff:0:0/96) is one of IPv4 in Java; others that lead to one are none
    // of these.
    private static AddressKind of(Inet6Address address) {
        if (isIn(METADATA_6, address)) {
            return NEVER;
        }
        if (isIn(OWN_6, address)) {
            return PRIVATE;
        }
        return isIn(GIVEN_OUT_6, address) && !isIn(NOT_PUBLIC_6, address) ? PUBLIC : NEVER;
    }

    private static boolean isIn(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.has(address));
    }

    // An address in digits is never asked of a server.
    private static InetAddress literal(String digits) {
        try {
            return InetAddress.getByName(digits);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(digits + " is an address", impossible);
        }
    }

    private static List<Network> networks(String... texts) {
        return Arrays.stream(texts).map(Network::of).toList();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Network(byte[] prefix, int bits) {
        static Network of(String text) {
            String[] parts = text.split("/");
            return new Network(literal(parts[0]).getAddress(), Integer.parseInt(parts[1]));
        }

        boolean has(InetAddress address) {
            byte[] bytes = address.getAddress();
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if (((bytes[bit / Byte.SIZE] ^ prefix[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
