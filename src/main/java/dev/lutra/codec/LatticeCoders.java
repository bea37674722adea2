package dev.lutra.codec;

import java.util.LinkedHashMap;
import java.util.Map;

/** Caches the coders of the last used sizes, because a coder takes some time to make and some megabytes of memory. */
final class LatticeCoders {

    private static final int MOST = 4;

    private final CodecConstants network;
    private final Map<Key, LatticeCoder> coders = new LinkedHashMap<>(8, 0.75f, true);

    private record Key(int size, boolean monochrome, boolean identity) {}

    LatticeCoders(CodecConstants network) {
        this.network = network;
    }

    LatticeCoder of(DetailHeader header) {
        var key = new Key(header.size(), header.monochrome(), header.identity());
        synchronized (coders) {
            LatticeCoder coder = coders.get(key);
            if (coder == null) {
                coder = new LatticeCoder(key.identity ? CodecConstants.identity() : network, key.size, key.monochrome);
                coders.put(key, coder);
                if (coders.size() > MOST) {
                    coders.remove(coders.keySet().iterator().next());
                }
            }
            return coder;
        }
    }
}
