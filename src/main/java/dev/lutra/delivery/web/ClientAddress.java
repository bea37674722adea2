package dev.lutra.delivery.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Distinguishes clients by their addresses. */
final class ClientAddress {

    private static final int IPV6_NETWORK_BYTES = 8;

    private ClientAddress() {}

    /**
     * The identity of a client: its IPv4 address, or its IPv6 network, because one client has all 2⁶⁴ addresses of the
     * network (RFC 4291, section 2.5.4).
     *
     * @param address the address from a socket or a trusted proxy
     */
    static String client(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), IPV6_NETWORK_BYTES))
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
