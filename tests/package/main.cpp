#include <cstdlib>
#include <iostream>

#include <torch/torch.h>

#include <normscope/nn/BatchNorm.h>
#include <normscope/nn/Reshape.h>

/// Uses the installed layers as LibTorch modules in a network of its own, trains it a little and checks what comes out.
int main()
{
    torch::nn::Sequential network(torch::nn::Conv2d(torch::nn::Conv2dOptions(1, 4, 3).padding(1)),
                                  normscope::nn::BatchNorm2d(normscope::nn::BatchNormOptions(4).momentum(0.8)),
                                  torch::nn::ReLU(), normscope::nn::Reshape(), torch::nn::Linear(4 * 6 * 6, 8),
                                  normscope::nn::BatchNorm1d(8), torch::nn::Linear(8, 2));
    const auto x = torch::randn({16, 1, 6, 6});
    const auto labels = x.sum({1, 2, 3}).gt(0).to(torch::kLong);
    torch::optim::SGD optimizer(network->parameters(), torch::optim::SGDOptions(0.1));
    double first = 0;
    double last = 0;
    for (int step = 0; step < 50; ++step) {
        optimizer.zero_grad();
        const auto loss = torch::nn::functional::cross_entropy(network->forward(x), labels);
        loss.backward();
        optimizer.step();
        last = loss.item<double>();
        first = step == 0 ? last : first;
    }
    network->eval();
    const bool isRight = last < first && network->forward(x).size(1) == 2;
    std::cout << *network << "\nloss " << first << " -> " << last << '\n';
    return isRight ? EXIT_SUCCESS : EXIT_FAILURE;
}
