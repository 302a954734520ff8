// The same training on LibTorch's stock modules, optimizer and loss, with our data pipeline and runtime settings: what
// is left between the two is the engineering of layers, loss and optimizer.
//
//     normscope_stock_peer DATASET mlp|cnn|resnet on|off EPOCHS THREADS
//
// Prints one JSON line an epoch with the seconds of training alone.
#include <cstdio>
#include <cstdlib>
#include <string>

#include <torch/torch.h>

#include <normscope/base/Stopwatch.h>
#include <normscope/data/BatchSampler.h>
#include <normscope/data/DatasetCatalog.h>
#include <normscope/experiment/ExperimentSpec.h>
#include <normscope/experiment/Settings.h>
#include <normscope/runtime/Allocator.h>
#include <normscope/runtime/Blas.h>
#include <normscope/runtime/TorchRuntime.h>
#include <normscope/train/BatchMaker.h>

namespace
{

using namespace normscope;

/// A residual block of stock modules.
struct StockBlockImpl : torch::nn::Module
{
    torch::nn::Sequential main;
    torch::nn::Sequential shortcut;

    torch::Tensor forward(const torch::Tensor& x)
    {
        return torch::relu(main->forward(x) + (shortcut->is_empty() ? x : shortcut->forward(x)));
    }
};
TORCH_MODULE(StockBlock);

struct ReshapeToRowsImpl : torch::nn::Module
{
    torch::Tensor forward(const torch::Tensor& x) { return x.flatten(1); }
};
TORCH_MODULE(ReshapeToRows);

struct MeanOfPlanesImpl : torch::nn::Module
{
    torch::Tensor forward(const torch::Tensor& x) { return x.mean({2, 3}); }
};
TORCH_MODULE(MeanOfPlanes);

torch::nn::Conv2d conv(int64_t in, int64_t out, int64_t kernel, int64_t stride)
{
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, kernel).stride(stride).padding(kernel / 2));
}

StockBlock blockOf(int64_t in, int64_t out, int64_t stride, bool hasBn)
{
    StockBlock made;
    made->main->push_back(conv(in, out, 3, stride));
    if (hasBn) {
        made->main->push_back(torch::nn::BatchNorm2d(out));
    }
    made->main->push_back(torch::nn::ReLU());
    made->main->push_back(conv(out, out, 3, 1));
    if (hasBn) {
        made->main->push_back(torch::nn::BatchNorm2d(out));
    }
    if (stride != 1 || out != in) {
        made->shortcut->push_back(conv(in, out, 1, stride));
        if (hasBn) {
            made->shortcut->push_back(torch::nn::BatchNorm2d(out));
        }
    }
    made->register_module("main", made->main);
    made->register_module("shortcut", made->shortcut);
    return made;
}

/// Sequential modules for what stands outside residual blocks, and a StockBlock for each of those, which is found by
/// its first convolution.
torch::nn::Sequential networkOf(const graph::Graph& spec, bool hasBn)
{
    torch::nn::Sequential network;
    const auto rows = graph::describe(spec).value();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const graph::Node& node = spec.nodes[i];
        const std::size_t before = rows[i].inputs.front();
        const graph::SampleShape& in = before == graph::kInputIndex ? spec.input : rows[before].outputShape;
        const bool isOfBlock = node.name.starts_with("stage");
        if (const auto* one = graph::as<graph::Conv2d>(node); one != nullptr && isOfBlock) {
            if (node.name.ends_with(".conv1")) {
                network->push_back(blockOf(in[0], one->outChannels, one->stride, hasBn));
            }
        } else if (isOfBlock) {
            continue;
        } else if (one != nullptr) {
            network->push_back(conv(in[0], one->outChannels, one->kernelSize, one->stride));
        } else if (const auto* linear = graph::as<graph::Linear>(node)) {
            network->push_back(torch::nn::Linear(in[0], linear->outFeatures));
        } else if (const auto* norm = graph::as<graph::BatchNorm>(node)) {
            if (hasBn && norm->isOfImages) {
                network->push_back(torch::nn::BatchNorm2d(in[0]));
            } else if (hasBn) {
                network->push_back(torch::nn::BatchNorm1d(in[0]));
            }
        } else if (graph::as<graph::Activation>(node) != nullptr) {
            network->push_back(torch::nn::ReLU());
        } else if (graph::as<graph::Pool2d>(node) != nullptr) {
            network->push_back(torch::nn::AvgPool2d(2));
        } else if (graph::as<graph::GlobalAvgPool2d>(node) != nullptr) {
            network->push_back(MeanOfPlanes());
        } else {
            network->push_back(ReshapeToRows());
        }
    }
    return network;
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 6) {
        std::fputs("normscope_stock_peer DATASET mlp|cnn|resnet on|off EPOCHS THREADS\n", stderr);
        return 2;
    }
    keepFreedMemory();
    const int threads = std::atoi(argv[5]);
    tameBlas(findBlas());
    const TrainingThreadScope scope(threads);
    ExperimentSpec experiment;
    if (!findSetting("model")->parse(experiment, argv[2])) {
        return 2;
    }
    const auto dataset = loadDataset(argv[1], threads);
    if (!dataset) {
        std::fprintf(stderr, "%s\n", dataset.error().message.english().c_str());
        return 1;
    }
    const ImageSet& train = dataset->train;
    const graph::Graph spec = modelOf(experiment, shapeOf(train, dataset->classCount()));
    torch::manual_seed(1);
    torch::nn::Sequential network = networkOf(spec, std::string(argv[3]) == "on");
    torch::optim::SGD optimizer(network->parameters(), torch::optim::SGDOptions(0.1).momentum(0.9).weight_decay(1e-4));
    const BatchMaker maker(normalizationOf(train), spec.input);
    BatchSampler sampler(train.count(), 100, 1);
    for (int epoch = 1; epoch <= std::atoi(argv[4]); ++epoch) {
        sampler.startEpoch(epoch);
        double lossSum = 0;
        const Stopwatch watch;
        for (std::int64_t i = 0; i < sampler.batchesPerEpoch(); ++i) {
            const Batch batch = maker.gather(train, sampler.batch(i));
            optimizer.zero_grad();
            const torch::Tensor loss =
                torch::nn::functional::cross_entropy(network->forward(batch.input), batch.labels);
            loss.backward();
            optimizer.step();
            lossSum += loss.item<double>();
        }
        std::printf("{\"epoch\": %d, \"train_seconds\": %.5f, \"mean_loss\": %.5f}\n", epoch, watch.seconds(),
                    lossSum / static_cast<double>(sampler.batchesPerEpoch()));
        std::fflush(stdout);
    }
}
