#pragma once

#include <cstring>
#include <exception>
#include <new>
#include <string_view>

namespace normscope
{

/// What is said when there is no memory, in a place that must not ask for any.
inline constexpr std::string_view kNotEnoughMemory =
    "there is not enough memory: close other programs, or use a smaller model, batch size or dataset";

/// What an exception that got this far means to a user, in one sentence and without the stack that LibTorch's carry.
/// Asks for no memory; the text lives as long as the exception.
[[nodiscard]] inline std::string_view sentenceOf(const std::exception& error) noexcept
{
    if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr) {
        return kNotEnoughMemory;
    }
    const char* text = error.what();
    return {text, std::strcspn(text, "\n")};
}

}  // namespace normscope
