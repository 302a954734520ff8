// Forward and backward of our batch normalization and of LibTorch's, through autograd, over shapes and thread counts.
#include <benchmark/benchmark.h>
#include <torch/torch.h>

#include <normscope/nn/BatchNormFunction.h>
#include <normscope/runtime/Allocator.h>

namespace
{

/// The tensors of one layer, as a training step has them.
struct Problem
{
    torch::Tensor x;
    torch::Tensor weight;
    torch::Tensor bias;
    torch::Tensor mean;
    torch::Tensor variance;
};

/// What a training step asks of the layer: its output, and the gradients of x, γ and β.
template <class Forward>
void measure(benchmark::State& state, torch::MemoryFormat format, Forward forward)
{
    torch::set_num_threads(static_cast<int>(state.range(4)));
    std::vector<int64_t> shape{state.range(0), state.range(1)};
    if (state.range(2) > 1) {
        shape.push_back(state.range(2));
        shape.push_back(state.range(3));
    }
    const Problem problem{torch::randn(shape).contiguous(format).requires_grad_(),
                          torch::ones({shape[1]}).requires_grad_(), torch::zeros({shape[1]}).requires_grad_(),
                          torch::zeros({shape[1]}), torch::ones({shape[1]})};
    const torch::Tensor gradient = torch::randn_like(forward(problem).detach());
    for (auto unused : state) {
        (void)unused;
        const torch::Tensor y = forward(problem);
        benchmark::DoNotOptimize(torch::autograd::grad({y}, {problem.x, problem.weight, problem.bias}, {gradient}));
    }
}

torch::Tensor ours(const Problem& problem, normscope::nn::Tail tail)
{
    namespace functional = normscope::nn::functional;
    const auto output = functional::batchNorm(problem.x, problem.weight, problem.bias, 1e-5, tail);
    torch::Tensor mean = problem.mean;
    torch::Tensor variance = problem.variance;
    functional::accumulate(mean, output.statistics.mean, 0.9, 1.0);
    functional::accumulate(variance, output.statistics.variance, 0.9, 1.0);
    return output.y;
}

torch::Tensor stock(const Problem& problem)
{
    return torch::batch_norm(problem.x, problem.weight, problem.bias, problem.mean, problem.variance, true, 0.1, 1e-5,
                             false);
}

template <torch::MemoryFormat format>
void normscopeBatchNorm(benchmark::State& state)
{
    measure(state, format, [](const Problem& problem) { return ours(problem, normscope::nn::Tail::None); });
}

template <torch::MemoryFormat format>
void torchBatchNorm(benchmark::State& state)
{
    measure(state, format, stock);
}

/// BN, ReLU and 2×2 average pooling in one, and as three stock modules.
template <torch::MemoryFormat format>
void normscopeBatchNormReluPool(benchmark::State& state)
{
    measure(state, format, [](const Problem& problem) { return ours(problem, normscope::nn::Tail::ReluPool); });
}

template <torch::MemoryFormat format>
void torchBatchNormReluPool(benchmark::State& state)
{
    measure(state, format, [](const Problem& problem) { return torch::avg_pool2d(torch::relu(stock(problem)), 2); });
}

void imageShapes(benchmark::internal::Benchmark* benchmark)
{
    for (const int64_t threads : {1, 2}) {
        benchmark->Args({100, 16, 28, 28, threads});
        benchmark->Args({100, 32, 14, 14, threads});
        benchmark->Args({100, 64, 7, 7, threads});
    }
    benchmark->UseRealTime()->Unit(benchmark::kMicrosecond);
}

void columnShapes(benchmark::internal::Benchmark* benchmark)
{
    for (const int64_t threads : {1, 2}) {
        benchmark->Args({100, 256, 1, 1, threads});
        benchmark->Args({100, 128, 1, 1, threads});
    }
    benchmark->UseRealTime()->Unit(benchmark::kMicrosecond);
}

constexpr auto kContiguous = torch::MemoryFormat::Contiguous;
constexpr auto kChannelsLast = torch::MemoryFormat::ChannelsLast;

BENCHMARK(normscopeBatchNorm<kContiguous>)->Apply(imageShapes)->Apply(columnShapes);
BENCHMARK(torchBatchNorm<kContiguous>)->Apply(imageShapes)->Apply(columnShapes);
BENCHMARK(normscopeBatchNorm<kChannelsLast>)->Apply(imageShapes);
BENCHMARK(torchBatchNorm<kChannelsLast>)->Apply(imageShapes);
BENCHMARK(normscopeBatchNormReluPool<kContiguous>)->Apply(imageShapes);
BENCHMARK(torchBatchNormReluPool<kContiguous>)->Apply(imageShapes);
BENCHMARK(normscopeBatchNormReluPool<kChannelsLast>)->Apply(imageShapes);
BENCHMARK(torchBatchNormReluPool<kChannelsLast>)->Apply(imageShapes);

}  // namespace

int main(int argc, char** argv)
{
    normscope::keepFreedMemory();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
