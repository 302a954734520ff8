#include <torch/torch.h>

#include <normscope/nn/CrossEntropy.h>
#include <normscope/probe/Looks.h>

namespace normscope::probe
{

namespace
{

void addChannels(Moment& moment, const std::string& norm, Rows& rows)
{
    const torch::Tensor input = moment.passed(norm).input.detach();
    const auto over = input.dim() == 2 ? std::vector<std::int64_t>{0} : std::vector<std::int64_t>{0, 2, 3};
    const auto values = [](const torch::Tensor& tensor) { return tensor.to(torch::kDouble).contiguous(); };
    const auto [varianceOfBatch, meanOfBatch] = torch::var_mean(input, over, /*unbiased=*/false);
    const torch::Tensor variance = values(varianceOfBatch);
    const torch::Tensor mean = values(meanOfBatch);
    const torch::Tensor runningMean = values(moment.before(norm + ".running_mean"));
    const torch::Tensor runningVariance = values(moment.before(norm + ".running_var"));
    const torch::Tensor gamma = values(moment.before(norm + ".weight"));
    const torch::Tensor beta = values(moment.before(norm + ".bias"));
    for (std::int64_t c = 0; c < mean.size(0); ++c) {
        const auto at = [c](const torch::Tensor& tensor) { return tensor.data_ptr<double>()[c]; };
        rows.add(norm, {static_cast<double>(c), at(mean), at(variance), at(runningMean), at(runningVariance), at(gamma),
                        at(beta), kNotMeasured, kNotMeasured, kNotMeasured, kNotMeasured});
    }
}

}  // namespace

/// What each channel of a BN layer has in this step's batch (variance biased, as BN uses it) beside the running
/// estimates as they were before, γ and β; and in a row of the whole network loss and accuracy of that batch in
/// training mode, where BN takes the batch's statistics, and in evaluation mode, where it takes the running ones.
void lookAtBatchStatistics(Moment& moment, Rows& rows)
{
    for (const graph::Node& node : moment.graph().nodes) {
        if (graph::as<graph::BatchNorm>(node) != nullptr) {
            addChannels(moment, node.name, rows);
        }
    }
    const double trainLoss = moment.loss();
    const double trainAccuracy = moment.accuracy();
    const torch::NoGradGuard noGrad;
    const Batch& batch = *moment.sight().batch;
    moment.checkStop();
    moment.restoreStatistics();
    moment.network().eval();
    const auto result = nn::functional::crossEntropy(moment.network().forward(batch.input), batch.labels);
    const double accuracy = static_cast<double>(result.correct) / static_cast<double>(batch.labels.size(0));
    rows.add({}, {kNotMeasured, kNotMeasured, kNotMeasured, kNotMeasured, kNotMeasured, kNotMeasured, kNotMeasured,
                  trainLoss, trainAccuracy, result.loss.item<double>(), accuracy});
}

}  // namespace normscope::probe
