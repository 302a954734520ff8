#include <ostream>

#include <torch/torch.h>

#include <normscope/nn/Reshape.h>

namespace normscope::nn
{

torch::Tensor ReshapeImpl::forward(const torch::Tensor& input)
{
    TORCH_CHECK(input.defined(), "Reshape got an undefined tensor, it needs shape (N, C, H, W)");
    TORCH_CHECK(input.dim() == 4, "Reshape got an input of rank ", input.dim(), " and shape ", input.sizes(),
                ", it needs shape (N, C, H, W)");
    // Sizes in full, not -1, which an empty batch would leave ambiguous.
    return input.reshape({input.size(0), input.size(1) * input.size(2) * input.size(3)});
}

void ReshapeImpl::pretty_print(std::ostream& stream) const
{
    stream << "normscope::nn::Reshape()";
}

}  // namespace normscope::nn
