package dev.lutra.delivery;

import dev.lutra.compute.Overloaded;
import dev.lutra.compute.Permit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Limits the number of answers that are streamed at the same time, in all and to one client. */
final class StreamPlaces {

    private final int all;
    private final int share;
    private final Map<String, Integer> held = new LinkedHashMap<>();
    private int taken;

    /**
     * Creates the places.
     *
     * @param all the number of answers that are streamed at the same time
     * @param share the number of these that may go to one client
     */
    StreamPlaces(int all, int share) {
        this.all = all;
        this.share = share;
    }

    /**
     * Takes a place. It never waits for one, because a stream lasts as long as its reader wants.
     *
     * @return the place, which is free again when the permit is closed
     * @throws Overloaded if no place is free, or if the client has its share
     */
    synchronized Permit enter(String client) {
        if (taken == all || held.getOrDefault(client, 0) >= share) {
            throw new Overloaded();
        }
        taken++;
        held.merge(client, 1, Integer::sum);
        return new Permit(() -> leave(client));
    }

    private synchronized void leave(String client) {
        taken--;
        held.computeIfPresent(client, (name, places) -> places == 1 ? null : places - 1);
    }
}
