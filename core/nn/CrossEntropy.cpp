#include <algorithm>
#include <cmath>

#include <torch/torch.h>

#include <normscope/nn/CrossEntropy.h>

namespace normscope::nn::functional
{

namespace
{

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// The gradient is what the forward pass has at hand: (softmax − onehot) / N.
class CrossEntropyFunction : public torch::autograd::Function<CrossEntropyFunction>
{
  public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& logits, double loss,
                                 const torch::Tensor& gradient)
    {
        context->save_for_backward({gradient});
        return torch::full({}, loss, logits.options());
    }

    static variable_list backward(AutogradContext* context, const variable_list& outputGradients)
    {
        return {context->get_saved_variables()[0] * outputGradients[0], torch::Tensor(), torch::Tensor()};
    }
};

}  // namespace

CrossEntropy crossEntropy(const torch::Tensor& logits, const torch::Tensor& labels)
{
    const int64_t samples = logits.size(0);
    const int64_t classes = logits.size(1);
    const torch::Tensor rows = logits.detach().contiguous();
    torch::Tensor gradient = torch::empty_like(rows);
    const auto* row = rows.data_ptr<float>();
    const auto* label = labels.data_ptr<int64_t>();
    auto* into = gradient.data_ptr<float>();
    double lossSum = 0;
    CrossEntropy result;
    for (int64_t n = 0; n < samples; ++n, row += classes, into += classes) {
        TORCH_CHECK(label[n] >= 0 && label[n] < classes, "crossEntropy got label ", label[n], ", it needs one below ",
                    classes);
        const auto largest = std::max_element(row, row + classes) - row;
        result.correct += largest == label[n] ? 1 : 0;
        double sum = 0;
        for (int64_t k = 0; k < classes; ++k) {
            const double power = std::exp(static_cast<double>(row[k]) - static_cast<double>(row[largest]));
            into[k] = static_cast<float>(power);
            sum += power;
        }
        lossSum += std::log(sum) + static_cast<double>(row[largest]) - static_cast<double>(row[label[n]]);
        const auto scale = static_cast<float>(1.0 / (sum * static_cast<double>(samples)));
        for (int64_t k = 0; k < classes; ++k) {
            into[k] *= scale;
        }
        into[label[n]] -= static_cast<float>(1.0 / static_cast<double>(samples));
    }
    result.loss = CrossEntropyFunction::apply(logits, lossSum / static_cast<double>(samples), gradient);
    return result;
}

}  // namespace normscope::nn::functional
