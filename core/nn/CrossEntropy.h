#pragma once

#include <torch/types.h>

namespace normscope::nn::functional
{

struct CrossEntropy
{
    torch::Tensor loss;   ///< scalar, differentiable in the logits
    int64_t correct = 0;  ///< samples whose largest logit is the label's, the first where several are largest
};

/// Mean over the batch of −log softmax(logits)[label], and how many samples were classified rightly, in one pass.
/// `logits` (N, K) float32, `labels` (N) int64 in [0, K). As torch::nn::functional::cross_entropy, a logit that is not
/// finite makes a loss that is not.
[[nodiscard]] CrossEntropy crossEntropy(const torch::Tensor& logits, const torch::Tensor& labels);

}  // namespace normscope::nn::functional
