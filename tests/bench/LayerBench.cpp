// Forward and backward of our batch normalization and of LibTorch's, through autograd, over shapes and thread counts.
#include <benchmark/benchmark.h>
#include <torch/torch.h>

#include <normscope/nn/BatchNormFunction.h>
#include <normscope/runtime/Allocator.h>

namespace
{

/// What a training step asks of the layer: its output, and the gradients of x, γ and β.
template <class Forward>
void measure(benchmark::State& state, Forward forward)
{
    torch::set_num_threads(static_cast<int>(state.range(4)));
    std::vector<int64_t> shape{state.range(0), state.range(1)};
    if (state.range(2) > 1) {
        shape.push_back(state.range(2));
        shape.push_back(state.range(3));
    }
    const torch::Tensor x = torch::randn(shape).requires_grad_();
    const torch::Tensor weight = torch::ones({shape[1]}).requires_grad_();
    const torch::Tensor bias = torch::zeros({shape[1]}).requires_grad_();
    const torch::Tensor mean = torch::zeros({shape[1]});
    const torch::Tensor variance = torch::ones({shape[1]});
    const torch::Tensor gradient = torch::randn(shape);
    for (auto unused : state) {
        (void)unused;
        const torch::Tensor y = forward(x, weight, bias, mean, variance);
        benchmark::DoNotOptimize(torch::autograd::grad({y}, {x, weight, bias}, {gradient}));
    }
}

void normscopeBatchNorm(benchmark::State& state)
{
    namespace functional = normscope::nn::functional;
    measure(state, [](const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                      torch::Tensor mean, torch::Tensor variance) {
        const auto output = functional::batchNorm(x, weight, bias, 1e-5);
        functional::accumulate(mean, output.statistics.mean, 0.9, 1.0);
        functional::accumulate(variance, output.statistics.variance, 0.9, 1.0);
        return output.y;
    });
}

void torchBatchNorm(benchmark::State& state)
{
    measure(state, [](const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                      const torch::Tensor& mean, const torch::Tensor& variance) {
        return torch::batch_norm(x, weight, bias, mean, variance, true, 0.1, 1e-5, false);
    });
}

void shapes(benchmark::internal::Benchmark* benchmark)
{
    for (const int64_t threads : {1, 2}) {
        benchmark->Args({100, 16, 28, 28, threads});
        benchmark->Args({100, 32, 14, 14, threads});
        benchmark->Args({100, 64, 7, 7, threads});
        benchmark->Args({100, 256, 1, 1, threads});
        benchmark->Args({100, 128, 1, 1, threads});
    }
    benchmark->UseRealTime()->Unit(benchmark::kMicrosecond);
}

BENCHMARK(normscopeBatchNorm)->Apply(shapes);
BENCHMARK(torchBatchNorm)->Apply(shapes);

}  // namespace

int main(int argc, char** argv)
{
    normscope::keepFreedMemory();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
