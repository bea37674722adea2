package dev.lutra.network.engine.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.lutra.network.Network;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.ResidentTraining;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The network in libtorch, through DJL: on a CUDA device, or on a CPU if the JVM has no vector module. */
final class TorchEngine implements Engine {

    static {
        // Lutra divides the work among its own threads. With OpenMP in addition, the time sometimes was ten times as
        // long.
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    private final ComputeDevice device;
    private final Device torchDevice;
    private final NDManager manager;
    private final List<TorchWorker> workers = new CopyOnWriteArrayList<>();
    private Network network;

    TorchEngine(Network network, ComputeDevice device, Device torchDevice) {
        this.network = network;
        this.device = device;
        this.torchDevice = torchDevice;
        manager = ai.djl.engine.Engine.getEngine("PyTorch").newBaseManager(torchDevice);
    }

    /** The number of CUDA devices that libtorch can use. */
    static int gpuCount() {
        return ai.djl.engine.Engine.getEngine("PyTorch").getGpuCount();
    }

    @Override
    public ComputeDevice device() {
        return device;
    }

    @Override
    public boolean saturatesDevice() {
        return torchDevice.isGpu();
    }

    @Override
    public void load(Network network) {
        this.network = network;
        JniUtils.setGradMode(false);
        DeviceMemory.run(() -> workers.forEach(worker -> worker.load(network)));
        JniUtils.setGradMode(true);
    }

    @Override
    public Optional<ResidentTraining> train(ResidentTraining.Data data, ResidentTraining.State start) {
        return network.bijective()
                ? Optional.empty()
                : Optional.of(DeviceMemory.call(
                        () -> new TorchTraining(manager, network.shape(), data, start, new LutChunks())));
    }

    @Override
    public Worker newWorker() {
        TorchWorker worker = DeviceMemory.call(() -> new TorchWorker(manager, network));
        workers.add(worker);
        return worker;
    }

    @Override
    public void close() {
        workers.forEach(TorchWorker::close);
        manager.close();
    }
}
