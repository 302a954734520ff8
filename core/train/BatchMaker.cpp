#include <numeric>
#include <vector>

#include <c10/util/accumulate.h>
#include <omp.h>
#include <torch/torch.h>

#include <normscope/train/BatchMaker.h>

namespace normscope
{

BatchMaker::BatchMaker(const Normalization& normalization, nn::SampleShape input)
    : m_input(std::move(input))
{
    for (std::size_t value = 0; value < m_table.size(); ++value) {
        m_table[value] =
            static_cast<float>((static_cast<double>(value) / 255.0 - normalization.mean) / normalization.std);
    }
}

Batch BatchMaker::allocate(const ImageSet& set, std::int64_t samples) const
{
    std::vector<int64_t> shape{samples};
    shape.insert(shape.end(), m_input.begin(), m_input.end());
    TORCH_CHECK(c10::multiply_integers(m_input) == set.imageSize(), "the network is made for samples of ",
                nn::toText(m_input), " and the images are ", set.rows, "×", set.columns);
    return {torch::empty(shape, torch::kFloat), torch::empty({samples}, torch::kLong)};
}

void BatchMaker::normalize(const std::uint8_t* pixels, std::int64_t count, float* into) const
{
    for (std::int64_t i = 0; i < count; ++i) {
        into[i] = m_table[pixels[i]];
    }
}

Batch BatchMaker::gather(const ImageSet& set, std::span<const std::int64_t> samples) const
{
    Batch batch = allocate(set, static_cast<std::int64_t>(samples.size()));
    auto* values = batch.input.data_ptr<float>();
    auto* labels = batch.labels.data_ptr<int64_t>();
    for (const std::int64_t sample : samples) {
        normalize(set.image(sample), set.imageSize(), values);
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
            normalize(varied.data(), set.imageSize(), values + i * set.imageSize());
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
