#include <numeric>
#include <vector>

#include <c10/util/accumulate.h>
#include <omp.h>
#include <torch/torch.h>

#include <normscope/train/BatchMaker.h>

namespace normscope
{

BatchMaker::BatchMaker(const Normalization& normalization, graph::SampleShape input)
    : m_input(std::move(input))
{
    for (std::size_t channel = 0; channel < normalization.mean.size(); ++channel) {
        auto& table = m_tables.emplace_back();
        for (std::size_t value = 0; value < table.size(); ++value) {
            table[value] = static_cast<float>((static_cast<double>(value) / 255.0 - normalization.mean[channel]) /
                                              normalization.std[channel]);
        }
    }
}

Batch BatchMaker::allocate(const ImageSet& set, std::int64_t samples) const
{
    std::vector<int64_t> shape{samples};
    shape.insert(shape.end(), m_input.begin(), m_input.end());
    TORCH_CHECK(c10::multiply_integers(m_input) == set.imageSize(), "the network is made for samples of ",
                graph::toText(m_input), " and the images are ", sizeText(set));
    TORCH_CHECK(static_cast<std::int64_t>(m_tables.size()) == set.channels, "the normalization is of ", m_tables.size(),
                " channels and the images are ", sizeText(set));
    return {torch::empty(shape, torch::kFloat), torch::empty({samples}, torch::kLong)};
}

void BatchMaker::normalize(const ImageSet& set, const std::uint8_t* image, float* into) const
{
    const std::int64_t plane = set.rows * set.columns;
    for (const auto& table : m_tables) {
        for (std::int64_t i = 0; i < plane; ++i) {
            into[i] = table[image[i]];
        }
        image += plane;
        into += plane;
    }
}

Batch BatchMaker::gather(const ImageSet& set, std::span<const std::int64_t> samples) const
{
    Batch batch = allocate(set, static_cast<std::int64_t>(samples.size()));
    auto* values = batch.input.data_ptr<float>();
    auto* labels = batch.labels.data_ptr<int64_t>();
    for (const std::int64_t sample : samples) {
        normalize(set, set.image(sample), values);
        values += set.imageSize();
        *labels++ = set.labels[static_cast<std::size_t>(sample)];
    }
    return batch;
}

Batch BatchMaker::gather(const ImageSet& set, std::span<const std::int64_t> samples, const Augmenter& augmenter,
                         std::int64_t epoch) const
{
    Batch batch = allocate(set, static_cast<std::int64_t>(samples.size()));
    auto* values = batch.input.data_ptr<float>();
    auto* labels = batch.labels.data_ptr<int64_t>();
    const auto count = static_cast<std::int64_t>(samples.size());
    const auto size = static_cast<std::size_t>(set.imageSize());
    // Made out here: what a thread of OpenMP's throws where memory runs out, nobody can catch.
    std::vector<std::uint8_t> room(size * static_cast<std::size_t>(omp_get_max_threads()));
#pragma omp parallel
    {
        const auto varied = std::span(room).subspan(size * static_cast<std::size_t>(omp_get_thread_num()), size);
#pragma omp for
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t sample = samples[static_cast<std::size_t>(i)];
            augmenter.apply({set.image(sample), size}, varied, epoch, sample);
            normalize(set, varied.data(), values + i * set.imageSize());
            labels[i] = set.labels[static_cast<std::size_t>(sample)];
        }
    }
    return batch;
}

Batch BatchMaker::slice(const ImageSet& set, std::int64_t begin, std::int64_t end) const
{
    std::vector<std::int64_t> samples(static_cast<std::size_t>(end - begin));
    std::iota(samples.begin(), samples.end(), begin);
    return gather(set, samples);
}

}  // namespace normscope
