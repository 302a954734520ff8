#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>

#include <fmt/format.h>

#include <normscope/base/FileIo.h>
#include <normscope/data/ImageSet.h>
#include <normscope/experiment/Predictions.h>
#include <normscope/experiment/SafetensorsFile.h>

namespace normscope
{

namespace
{

constexpr const char* kFileName = "predictions.safetensors";

template <class T>
std::vector<T> valuesOf(const HostTensor& tensor)
{
    std::vector<T> values(tensor.bytes.size() / sizeof(T));
    if (!values.empty()) {
        std::memcpy(values.data(), tensor.bytes.data(), values.size() * sizeof(T));
    }
    return values;
}

}  // namespace

std::int64_t Predictions::predictedClass(std::size_t sample) const
{
    const float* row = probabilities.data() + sample * static_cast<std::size_t>(classes);
    return std::max_element(row, row + classes) - row;
}

Result<Predictions> readPredictions(const std::filesystem::path& leaf)
try {
    const std::filesystem::path path = leaf / kFileName;
    if (auto status = refuseLinks(leaf, kFileName); !status) {
        return passOn(status);
    }
    const auto file = readSafetensors(path);
    if (!file) {
        return passOn(file);
    }
    const auto refuse = [&](const Message& reason) {
        return fail(ErrorCode::Data, Message::tr("{}: {}", path.string(), reason));
    };
    const HostTensor* label = file->find("label");
    const HostTensor* probability = file->find("probability");
    if (label == nullptr || label->type != HostTensor::Type::Int64 || label->shape.size() != 1) {
        return refuse(Message::tr("has no tensor 'label' of int64 [N]"));
    }
    if (probability == nullptr || probability->type != HostTensor::Type::Float32 || probability->shape.size() != 2 ||
        probability->shape[0] != label->shape[0] || probability->shape[1] < 1 || probability->shape[1] > kMostClasses) {
        return refuse(Message::tr("has no tensor 'probability' of float32 [N, classes] with as many rows as there are "
                                  "labels and 1 to {} classes",
                                  kMostClasses));
    }
    Predictions predictions;
    predictions.labels = valuesOf<std::int64_t>(*label);
    predictions.probabilities = valuesOf<float>(*probability);
    predictions.classes = probability->shape[1];
    for (const std::int64_t one : predictions.labels) {
        if (one < 0 || one >= predictions.classes) {
            return refuse(Message::tr("has the label {}, there are {} classes", one, predictions.classes));
        }
    }
    if (std::any_of(predictions.probabilities.begin(), predictions.probabilities.end(),
                    [](float value) { return !std::isfinite(value); })) {
        return refuse(Message::tr("has a probability that is not finite"));
    }
    if (const auto found = file->metadata.find("dataset_sha256"); found != file->metadata.end()) {
        predictions.datasetSha256 = found->second;
    }
    return predictions;
} catch (const std::bad_alloc&) {
    return fail(ErrorCode::Io, Message::tr("{}: there is not enough memory to read it", (leaf / kFileName).string()));
}

std::vector<std::vector<std::int64_t>> confusionMatrix(const Predictions& predictions)
{
    const auto classes = static_cast<std::size_t>(predictions.classes);
    std::vector<std::vector<std::int64_t>> matrix(classes, std::vector<std::int64_t>(classes, 0));
    for (std::size_t i = 0; i < predictions.count(); ++i) {
        ++matrix[static_cast<std::size_t>(predictions.labels[i])]
                [static_cast<std::size_t>(predictions.predictedClass(i))];
    }
    return matrix;
}

std::vector<std::size_t> mostConfidentErrors(const Predictions& predictions)
{
    std::vector<std::size_t> errors;
    for (std::size_t i = 0; i < predictions.count(); ++i) {
        if (!predictions.isRight(i)) {
            errors.push_back(i);
        }
    }
    const auto confidence = [&](std::size_t sample) {
        return predictions.probability(sample, predictions.predictedClass(sample));
    };
    std::stable_sort(errors.begin(), errors.end(),
                     [&](std::size_t a, std::size_t b) { return confidence(a) > confidence(b); });
    return errors;
}

}  // namespace normscope
