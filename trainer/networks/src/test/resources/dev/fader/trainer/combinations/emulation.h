// A GPU in a thread of the processor, for what kernels use of one: it stands before their source, whose instructions it
// replaces. A block's threads are fibers, which wait for each other at barriers and where a warp acts as one. What is copied
// ahead arrives no sooner than it is waited for, shared memory is full of NaN before a block begins and is looked at behind
// what the launch asked for when it ends, and every other launch runs its threads in the opposite order: a barrier that is
// missing shows.
#include <ucontext.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#define __device__
#define __global__
#define __align__(bytes) alignas(bytes)
#define __launch_bounds__(...)
#define __expf(x) std::exp(x)

struct float2 { float x, y; };
struct float4 { float x, y, z, w; };
struct alignas(16) uint4 { unsigned x, y, z, w; };
static float2 make_float2(float x, float y) { return {x, y}; }
static uint4 make_uint4(unsigned x, unsigned y, unsigned z, unsigned w) { return {x, y, z, w}; }
static float rsqrtf(float x) { return 1 / std::sqrt(x); }

struct Index { int x, y; };
static Index threadIdx, blockIdx, blockDim, gridDim;

// As much as a block may have, a kilobyte from zero, which is no address.
alignas(1024) static unsigned char shared[232448];
constexpr unsigned FIRST = 1024;

using Word = unsigned;

// ---- fibers

struct Copy { void* to; const void* from; bool there; };
struct Fiber {
  ucontext_t context;
  std::vector<char> stack;
  bool done = false;
  std::vector<Copy> asked;
  std::deque<std::vector<Copy>> underWay;
};
struct Meeting { int here = 0; long number = 0; };
struct Warp { Meeting meeting; Word word[32]; unsigned row[32]; Word a[32][4], b[32][2]; };

static std::vector<Fiber> fibers;
static std::vector<Warp> warps;
static Meeting block;
static ucontext_t scheduler;
static int current;
static std::function<void()> kernelOfThread;

static void meet(Meeting& meeting, int all) {
  long number = meeting.number;
  if (++meeting.here == all) {
    meeting.here = 0;
    meeting.number++;
  }
  while (meeting.number == number) {
    int self = current;
    swapcontext(&fibers[self].context, &scheduler);
    current = self;
    threadIdx = {self, 0};
  }
}
static void __syncthreads() { meet(block, static_cast<int>(fibers.size())); }
static Warp& warp() { return warps[current / 32]; }
static void meetWarp() { meet(warp().meeting, 32); }

static void runFiber() {
  kernelOfThread();
  fibers[current].done = true;
  swapcontext(&fibers[current].context, &scheduler);
}

static unsigned char ofNan(size_t i) { return i % 2 ? 0x7f : 0xff; }

// Whether the block kept to its shared memory.
static bool runBlock(int threads, size_t sharedBytes, bool backwards) {
  for (size_t i = 0; i < sizeof(shared); i++) {
    shared[i] = ofNan(i);
  }
  fibers = std::vector<Fiber>(threads);
  warps = std::vector<Warp>(threads / 32);
  block = {};
  for (Fiber& fiber : fibers) {
    fiber.stack.resize(1 << 17);
    getcontext(&fiber.context);
    fiber.context.uc_stack.ss_sp = fiber.stack.data();
    fiber.context.uc_stack.ss_size = fiber.stack.size();
    makecontext(&fiber.context, runFiber, 0);
  }
  for (bool open = true; open;) {
    open = false;
    for (int i = 0; i < threads; i++) {
      current = backwards ? threads - 1 - i : i;
      if (!fibers[current].done) {
        open = true;
        threadIdx = {current, 0};
        swapcontext(&scheduler, &fibers[current].context);
      }
    }
  }
  for (size_t i = sharedBytes; i < sizeof(shared); i++) {
    if (shared[i] != ofNan(i)) {
      return false;
    }
  }
  return true;
}

// ---- instructions

static Word bits(float value) {
  Word bits;
  memcpy(&bits, &value, 4);
  return bits;
}
static float toFloat(Word half) {
#if BFLOAT16
  Word word = half << 16;
  float value;
  memcpy(&value, &word, 4);
  return value;
#else
  unsigned short low = static_cast<unsigned short>(half);
  _Float16 value;
  memcpy(&value, &low, 2);
  return value;
#endif
}
static Word toHalf(float value) {
#if BFLOAT16
  Word word = bits(value);
  return (word + 0x7fff + (word >> 16 & 1)) >> 16;
#else
  _Float16 half = static_cast<_Float16>(value);
  unsigned short word;
  memcpy(&word, &half, 2);
  return word;
#endif
}
static Word pack(float low, float high) { return toHalf(low) | toHalf(high) << 16; }
static float2 unpack(Word word) { return {toFloat(word & 0xffff), toFloat(word >> 16)}; }

static void requireAligned(size_t address) {
  if (address % 16) {
    abort();
  }
}
static unsigned sharedAddress(const void* pointer) {
  return static_cast<unsigned>(static_cast<const unsigned char*>(pointer) - shared) + FIRST;
}
static void copyAhead(unsigned to, const void* from, bool there) {
  requireAligned(to);
  requireAligned(reinterpret_cast<size_t>(from));
  fibers[current].asked.push_back({shared + to - FIRST, from, there});
}
static void endOfChunk() {
  fibers[current].underWay.push_back(std::move(fibers[current].asked));
  fibers[current].asked.clear();
}
template <int LAST>
static void awaitAllBut() {
  for (std::deque<std::vector<Copy>>& chunks = fibers[current].underWay; chunks.size() > LAST; chunks.pop_front()) {
    for (const Copy& copy : chunks.front()) {
      copy.there ? memcpy(copy.to, copy.from, 16) : memset(copy.to, 0, 16);
    }
  }
}

static void loadMatrices(Word (&m)[4], unsigned row) {
  int lane = current % 32;
  requireAligned(row);
  warp().row[lane] = row;
  meetWarp();
  for (int i = 0; i < 4; i++) {
    memcpy(&m[i], shared + warp().row[i * 8 + lane / 4] - FIRST + lane % 4 * 4, 4);
  }
  meetWarp();
}

static float half(Word word, int index) { return toFloat(index ? word >> 16 : word & 0xffff); }

static void multiplyAdd(float (&c)[4], const Word (&a)[4], Word b0, Word b1) {
  int lane = current % 32;
  memcpy(warp().a[lane], a, sizeof(a));
  warp().b[lane][0] = b0;
  warp().b[lane][1] = b1;
  meetWarp();
  for (int i = 0; i < 4; i++) {
    int row = lane / 4 + i / 2 * 8;
    int column = lane % 4 * 2 + i % 2;
    for (int k = 0; k < 16; k++) {
      Word ofA = warp().a[row % 8 * 4 + k % 8 / 2][row / 8 + k / 8 * 2];
      Word ofB = warp().b[column * 4 + k % 8 / 2][k / 8];
      c[i] += half(ofA, k % 2) * half(ofB, k % 2);
    }
  }
  meetWarp();
}

static Word exchanged(Word value, int mask) {
  warp().word[current % 32] = value;
  meetWarp();
  Word got = warp().word[current % 32 ^ mask];
  meetWarp();
  return got;
}
static float exchanged(float value, int mask) {
  Word got = exchanged(bits(value), mask);
  memcpy(&value, &got, 4);
  return value;
}

// ---- launches

template <typename... Parameters, size_t... I>
static void call(void (*kernel)(Parameters...), void** arguments, std::index_sequence<I...>) {
  kernel(*static_cast<Parameters*>(arguments[I])...);
}

template <typename... Parameters>
static bool launchAll(void (*kernel)(Parameters...), int gridX, int gridY, int threads, int sharedBytes, void** arguments) {
  static bool backwards = false;
  backwards = !backwards;
  gridDim = {gridX, gridY};
  blockDim = {threads, 1};
  kernelOfThread = [=] { call(kernel, arguments, std::index_sequence_for<Parameters...>()); };
  for (int y = 0; y < gridY; y++) {
    for (int x = 0; x < gridX; x++) {
      blockIdx = {x, y};
      if (!runBlock(threads, static_cast<size_t>(sharedBytes), backwards)) {
        return false;
      }
    }
  }
  return true;
}
