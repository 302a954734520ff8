#include <normscope/experiment/Predictions.h>
#include <normscope/experiment/Statistics.h>

#include "support/HostileFile.h"
#include "support/ScratchFolder.h"

using namespace normscope;

/// predictions.safetensors, and what tables and reports ask of them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input(data, size);
    const bool isWhole = (input.byte() & 1U) != 0;
    fuzz::ScratchFolder folder;
    folder.putFile("predictions.safetensors", isWhole ? std::string(input.rest()) : fuzz::asSafetensors(input.rest()));
    const auto predictions = readPredictions(folder.path());
    if (!predictions) {
        fuzz::require(predictions.error().message.english().size() < 4000, "an error is a sentence");
        return 0;
    }
    std::int64_t counted = 0;
    for (const auto& row : confusionMatrix(*predictions)) {
        for (const std::int64_t count : row) {
            counted += count;
        }
    }
    fuzz::require(counted == static_cast<std::int64_t>(predictions->count()), "every sample is in the matrix once");
    for (const std::size_t sample : mostConfidentErrors(*predictions)) {
        fuzz::require(sample < predictions->count() && !predictions->isRight(sample), "an error is one");
    }
    const auto test = mcnemar(*predictions, *predictions);
    fuzz::require(test && test->onlyVariantErrs == 0 && test->onlyReferenceErrs == 0, "no difference from itself");
    return 0;
}
